using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>
/// Which answers come out of a cache inside of a client, and not from the model. A cache does not say so; but what it kept has lost the service's own object,
/// and is an answer of before. Where that cannot be told for sure, the answer is taken for the model's. Any thread.
/// </summary>
internal sealed class CachedAnswers
{
    private const int MostIds = 1_000;

    // In a package that this one does not depend on.
    private static readonly Type? s_client = Type.GetType("Microsoft.Extensions.AI.CachingChatClient, Microsoft.Extensions.AI");
    private static readonly ConditionalWeakTable<object, CachedAnswers> s_caches = [];
    private static readonly TimeSpan s_clocksDiffer = TimeSpan.FromMinutes(1); // The service's and ours, at most.

    private readonly Lock _lock = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal); // Of the latest answers.
    private readonly Queue<string> _order = [];
    private bool _hasOwnObjects; // The service's answers have their own objects.

    /// <summary>Those of the cache in a client; null where it has none.</summary>
    public static CachedAnswers? Of(IChatClient client)
        => s_client is not null && client.GetService(s_client) is { } cache ? s_caches.GetOrCreateValue(cache) : null;

    /// <summary>Whether an answer comes from the cache: each is asked about once. One without an ID does not.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="askedAt">When the model was asked.</param>
    public bool Contain(ChatResponse answer, DateTimeOffset askedAt)
    {
        bool hasOwnObject = answer.RawRepresentation is not null || answer.Messages.Any(static message => message.RawRepresentation is not null);
        lock (_lock)
        {
            _hasOwnObjects |= hasOwnObject;
            if (answer.ResponseId is not { Length: > 0 } id)
            {
                return false;
            }

            bool isNew = _ids.Add(id);
            if (isNew)
            {
                _order.Enqueue(id);
                if (_order.Count > MostIds)
                {
                    _ids.Remove(_order.Dequeue());
                }
            }

            // Another process may have asked for it.
            return !hasOwnObject && (!isNew || (_hasOwnObjects && answer.CreatedAt < askedAt - s_clocksDiffer));
        }
    }
}
