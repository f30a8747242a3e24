namespace ConvLog.Storage.Alerts;

/// <summary>Keeps records of alerts until the process ends: if the store has no documents, and for counts of this process.</summary>
internal sealed class AlertMemory : IAlertStates
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, StoredAlert> _records = new(StringComparer.Ordinal);

    public ValueTask<IReadOnlyDictionary<string, StoredAlert>> ReadAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new(new Dictionary<string, StoredAlert>(_records, StringComparer.Ordinal));
        }
    }

    public ValueTask<bool> WriteAsync(string rule, AlertRecord record, long version, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_records.GetValueOrDefault(rule).Version != version)
            {
                return new(false);
            }

            _records[rule] = new StoredAlert(record, version + 1);
            return new(true);
        }
    }
}
