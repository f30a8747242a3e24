namespace ConvLog.Openings;

/// <summary>
/// The messages of model calls that an opening has published: each once, however many requests repeat it. Safe to use from any thread.
/// </summary>
internal sealed class PublishedMessages
{
    // Forgotten messages are published again if a prompt repeats them, but a store keeps each message once anyway.
    private const int MostRemembered = 10_000;

    private readonly Lock _lock = new();
    private readonly object _mark = new(); // The mark of this opening in messages, which may outlive it.
    private HashSet<string>? _ids; // Strings instead of Guids, for which a native AOT program would need separate code.

    /// <summary>Marks the messages of a model call as published, and returns those that were not.</summary>
    public List<ModelMessage> TakeNew(ModelCall call)
    {
        lock (_lock)
        {
            _ids = _ids is { Count: < MostRemembered } ? _ids : new HashSet<string>(StringComparer.Ordinal);
            var messages = new List<ModelMessage>();
            for (int i = call.SentMessages.TakeUnpublished(_mark); i < call.Request.Count; i++)
            {
                AddIfNew(_ids, call.Request[i], messages);
            }

            if (call.Response is { } response)
            {
                AddIfNew(_ids, response, messages);
            }

            return messages;
        }
    }

    // The rounds of a loop repeat the same messages.
    private void AddIfNew(HashSet<string> ids, ModelMessage message, List<ModelMessage> messages)
    {
        if (message.Publishing != _mark)
        {
            message.Publishing = _mark;
            if (ids.Add(message.Id.ToString("N")))
            {
                messages.Add(message);
            }
        }
    }
}
