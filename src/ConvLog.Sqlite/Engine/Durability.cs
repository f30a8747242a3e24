namespace ConvLog.Sqlite.Engine;

/// <summary>When what a transaction wrote is on the disk.</summary>
internal enum Durability
{
    /// <summary>When the transaction has ended.</summary>
    Full,

    /// <summary>
    /// With the next transaction that is durable, or the next checkpoint. A power cut before undoes it as a whole, and what came after it; a crash of the
    /// process does not.
    /// </summary>
    Soon,
}
