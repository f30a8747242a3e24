namespace ConvLog.Storage.Text;

/// <summary>A word to look up in an index.</summary>
/// <param name="Text">The word in the form of <see cref="SearchWords"/>.</param>
/// <param name="IsBeginning">Whether longer words that begin with it match as well.</param>
internal readonly record struct IndexWord(string Text, bool IsBeginning);
