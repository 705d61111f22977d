"""Pictures: only the package's, sharp, in the ink of the theme when they are ink alone."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from station.ui.look import Look
from station.ui.pictures import Pictures
from station.ui.widgets.sheet import Sheet

INK = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20">'
    b'<rect x="0" y="0" width="20" height="20" fill="#1B2733"/></svg>'
)
COLOURED = INK.replace(b"#1B2733", b"#ff0000")


def photo() -> bytes:
    image = QImage(30, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("#00ff00"))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


def test_a_drawing_is_drawn_anew_for_each_size(qapp: QApplication) -> None:
    image = Pictures({"a.svg": INK}).image("a.svg", QSize(400, 200))

    assert image.size() == QSize(400, 200)
    edge = [image.pixelColor(x, 100).alpha() for x in (198, 199, 200, 201)]
    assert edge == [255, 255, 0, 0]


def test_a_drawing_in_ink_takes_the_ink_of_the_theme(qapp: QApplication) -> None:
    image = Pictures({"a.svg": INK}).image("a.svg", QSize(40, 20), ink="#FFFFFF")

    assert image.pixelColor(5, 5).name() == "#ffffff"
    assert image.pixelColor(30, 5).alpha() == 0


def test_a_coloured_drawing_keeps_its_colours_on_white_paper(qapp: QApplication) -> None:
    image = Pictures({"a.svg": COLOURED}).image("a.svg", QSize(40, 20), ink="#FFFFFF")

    assert image.pixelColor(5, 5).name() == "#ff0000"
    assert image.pixelColor(30, 5).name() == "#ffffff"


def test_a_picture_keeps_its_shape_and_grows_only_when_asked(qapp: QApplication) -> None:
    pictures = Pictures({"a.svg": INK, "p.png": photo()})

    assert pictures.fitted("a.svg", 100, 100) == QSize(100, 50)
    assert pictures.fitted("a.svg", 100, 100, grow=False) == QSize(40, 20)
    assert pictures.fitted("p.png", 300, 30) == QSize(15, 30)


def test_a_name_that_the_package_lacks_draws_nothing(look: Look) -> None:
    pictures = Pictures({})

    assert pictures.fitted("x.svg", 100, 100).isEmpty()
    sheet = Sheet(look, "body", pictures)
    sheet.write("![alt](http://example.test/x.svg) teks")
    assert sheet.toPlainText() == " teks"
