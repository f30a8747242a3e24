namespace ConvLog.Storage.Text;

/// <summary>What a searched document is. The numbers stand in the database.</summary>
internal enum DocumentKind
{
    /// <summary>A log entry.</summary>
    Entry = 0,

    /// <summary>What was said in a turn.</summary>
    Turn = 1,
}
