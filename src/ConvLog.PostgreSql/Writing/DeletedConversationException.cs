namespace ConvLog.PostgreSql.Writing;

/// <summary>A conversation with a cached number no longer exists: it was erased or has expired. The transaction is retried.</summary>
/// <param name="id">The ID of the conversation.</param>
/// <param name="number">Its number; 0 if it was never known.</param>
internal sealed class DeletedConversationException(string id, long number) : Exception("A conversation is gone that was there just now.")
{
    public string Id => id;

    public long Number => number;
}
