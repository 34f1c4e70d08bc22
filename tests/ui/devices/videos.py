"""Videos that stand in for cameras: a face, a covered lens, a camera that hangs."""

from pathlib import Path

from kiosk.devices.demo_video import demo_frame, write_demo_video


def face(folder: Path) -> Path:
    file = folder / "face.avi"
    write_demo_video(file, seconds=0.7)
    return file


def still(folder: Path, name: str, brightness: float) -> Path:
    """The same picture over and over; 0 is black."""
    import cv2

    file = folder / name
    # FFmpeg's writer would vary the quality from frame to frame.
    writer = cv2.VideoWriter(str(file), cv2.CAP_OPENCV_MJPEG, cv2.VideoWriter.fourcc(*"MJPG"), 30, (1280, 720))
    picture = (demo_frame() * brightness).astype("uint8")
    for _ in range(10):
        writer.write(picture)
    writer.release()
    return file
