namespace ConvLog.Storage.Text;

/// <summary>A word that an index is asked for.</summary>
/// <param name="Text">The word as <see cref="SearchWords"/> has it.</param>
/// <param name="IsBeginning">Whether longer words that begin so are asked for, too.</param>
internal readonly record struct IndexWord(string Text, bool IsBeginning);
