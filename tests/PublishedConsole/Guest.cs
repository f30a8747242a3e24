namespace PublishedConsole;

/// <summary>A record that no JsonTypes describe: a trimmed or native program logs the name of its type.</summary>
internal sealed record Guest(string Name, int Seats);
