namespace ConvLog.Storage;

/// <content>Who read personal data.</content>
public sealed partial class InMemoryConversationStore
{
    /// <inheritdoc/>
    public ValueTask WriteAccessAsync(IReadOnlyList<AccessRecord> accesses, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask<AccessPage> ReadAccessAsync(AccessQuery query, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
