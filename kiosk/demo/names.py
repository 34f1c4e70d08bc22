"""Common names and streets, for persons that don't exist."""

GIVEN_NAMES = (
    "Alice Maja Vera Elsa Astrid Freja Wilma Olivia Ebba Saga Agnes Alma Lilly Åsa Märta Linnéa Signe Ingrid Elin "
    "Sara Fatima Leila Amina Yasmin Zahra Nadia Hanna Johanna Karin Kristina Birgitta Lena Eva Anna Maria "
    "Margareta Ulla Inger Noah William Hugo Lucas Liam Oscar Adam Elias Oliver Axel Åke Örjan Lars Göran Björn "
    "Sören Anders Johan Per Karl Erik Mohammed Ali Omar Ahmed Yusuf Viktor Emil Filip Gustav Henrik Magnus "
    "Fredrik Mikael Stefan Thomas Ulf Bo Sven "
)
FAMILY_NAMES = (
    "Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson Pettersson Jonsson "
    "Jansson Hansson Bengtsson Jönsson Lindberg Jakobsson Magnusson Lindström Olofsson Lindqvist Lindgren Berg "
    "Axelsson Bergström Lundberg Lind Lundgren Lundqvist Mattsson Berglund Fredriksson Sandberg Henriksson "
    "Forsberg Sjöberg Ali Mohamed Engström Ahmed Hassan Eklund Danielsson Håkansson Wallin Öberg Åberg Åkesson "
    "Ström Nyström Holm Björk Ek Hellström "
)
GIVEN = tuple(GIVEN_NAMES.split())
FAMILY = tuple(FAMILY_NAMES.split())

STREETS = (
    ("Götgatan", "11662", "Stockholm"),
    ("Hornsgatan", "11821", "Stockholm"),
    ("Ringvägen", "11867", "Stockholm"),
    ("Folkungagatan", "11630", "Stockholm"),
    ("Skånegatan", "11635", "Stockholm"),
    ("Råsundavägen", "16957", "Solna"),
    ("Storgatan", "17263", "Sundbyberg"),
    ("Ängsvägen", "16959", "Solna"),
    ("Åsögatan", "11624", "Stockholm"),
)
