using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>
/// Detects answers that an inner client reads from its cache. The cache does not mark them, but a cached answer has no raw representation, and its ID or
/// time is that of an earlier answer. In doubt, an answer counts as the model's. Safe to use from any thread.
/// </summary>
internal sealed class CachedAnswers
{
    private const int MostIds = 1_000;

    // In a package that this one does not depend on.
    private static readonly Type? s_client = Type.GetType("Microsoft.Extensions.AI.CachingChatClient, Microsoft.Extensions.AI");
    private static readonly ConditionalWeakTable<object, CachedAnswers> s_caches = [];
    private static readonly TimeSpan s_clocksDiffer = TimeSpan.FromMinutes(1); // The maximum difference between the service's clock and ours.

    private readonly Lock _lock = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal); // Of the latest answers.
    private readonly Queue<string> _order = [];
    private bool _hasOwnObjects; // Whether the service's answers have raw representations.

    /// <summary>The tracker for the cache in a client; null if it has no cache.</summary>
    public static CachedAnswers? Of(IChatClient? client)
        => s_client is not null && client?.GetService(s_client) is { } cache ? s_caches.GetOrCreateValue(cache) : null;

    /// <summary>Whether an answer comes from the cache. Call it once for each answer. One without an ID counts as the model's.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="askedAt">The start of the request.</param>
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

            // The cache may be shared with other processes.
            return !hasOwnObject && (!isNew || (_hasOwnObjects && answer.CreatedAt < askedAt - s_clocksDiffer));
        }
    }
}
