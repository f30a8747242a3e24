namespace ConvLog.Storage.Alerts;

/// <summary>Stores records of alerts. Safe to use from any thread.</summary>
internal interface IAlertStates
{
    /// <summary>Reads all records by the rule's name. Damaged records are omitted.</summary>
    ValueTask<IReadOnlyDictionary<string, StoredAlert>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Writes a record if the stored version is still the one that was read.</summary>
    /// <param name="rule">The rule's name.</param>
    /// <param name="record">The record.</param>
    /// <param name="version">The version that was read; 0 if there was none.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Whether it was written; false if another host was faster.</returns>
    ValueTask<bool> WriteAsync(string rule, AlertRecord record, long version, CancellationToken cancellationToken);
}

/// <summary>A record and its version.</summary>
/// <param name="Record">The record.</param>
/// <param name="Version">Its version, from 1; 0 if it is not stored yet.</param>
internal readonly record struct StoredAlert(AlertRecord? Record, long Version);
