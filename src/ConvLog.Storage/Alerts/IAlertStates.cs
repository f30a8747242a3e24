namespace ConvLog.Storage.Alerts;

/// <summary>Where records of alerts are kept. Any thread.</summary>
internal interface IAlertStates
{
    /// <summary>Reads all records by the rule's name. A damaged one is missing.</summary>
    ValueTask<IReadOnlyDictionary<string, KeptAlert>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Writes a record in place of the version that was read.</summary>
    /// <param name="rule">The rule's name.</param>
    /// <param name="record">The record.</param>
    /// <param name="version">The version that was read; 0 where there was none.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Whether it was written; false where another host was faster.</returns>
    ValueTask<bool> WriteAsync(string rule, AlertRecord record, long version, CancellationToken cancellationToken);
}

/// <summary>A record and how often it was written.</summary>
/// <param name="Record">The record.</param>
/// <param name="Version">Its version, from 1; 0 for one that is not kept yet.</param>
internal readonly record struct KeptAlert(AlertRecord? Record, long Version);
