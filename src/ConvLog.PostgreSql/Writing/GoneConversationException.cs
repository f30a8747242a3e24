namespace ConvLog.PostgreSql.Writing;

/// <summary>A conversation whose number was known is not there any more: it was erased, or it expired. The transaction is begun anew.</summary>
/// <param name="id">Its id.</param>
/// <param name="number">Its number; 0 where it was never known.</param>
internal sealed class GoneConversationException(string id, long number) : Exception("A conversation is gone that was there just now.")
{
    public string Id => id;

    public long Number => number;
}
