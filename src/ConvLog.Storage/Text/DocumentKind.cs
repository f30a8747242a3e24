namespace ConvLog.Storage.Text;

/// <summary>The kind of a searched document. The numbers are stored in the database.</summary>
internal enum DocumentKind
{
    /// <summary>A log entry.</summary>
    Entry = 0,

    /// <summary>The utterances of a turn.</summary>
    Turn = 1,
}
