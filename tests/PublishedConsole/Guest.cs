namespace PublishedConsole;

/// <summary>A record that no resolver in <c>JsonTypes</c> describes: a trimmed or native program logs only the name of its type.</summary>
internal sealed record Guest(string Name, int Seats);
