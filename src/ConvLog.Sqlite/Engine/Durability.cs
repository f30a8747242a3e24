namespace ConvLog.Sqlite.Engine;

/// <summary>When a committed transaction is on the disk.</summary>
internal enum Durability
{
    /// <summary>At the end of the transaction.</summary>
    Full,

    /// <summary>
    /// With the next durable transaction or the next checkpoint. A power cut before then undoes this transaction and all later ones; a crash of the process
    /// undoes nothing.
    /// </summary>
    Deferred,
}
