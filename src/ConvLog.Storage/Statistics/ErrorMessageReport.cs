using System.Runtime.InteropServices;
using ConvLog.Entries;
using ConvLog.Storage.Contract;

namespace ConvLog.Storage.Statistics;

/// <summary>
/// Finds the most frequent error messages. A store offers it the conversations that began in the period and have visible errors, newest first,
/// and it accepts them up to a maximum number of errors, so that the cost does not depend on the length of the period.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class ErrorMessageReport
{
    /// <summary>The maximum number of error entries to examine; all errors of the conversation that reaches it are examined.</summary>
    public const int MostErrors = 10_000;

    /// <summary>The maximum number of messages.</summary>
    public const int MostMessages = 1_000;

    private readonly Dictionary<string, Tally> _messages = new(StringComparer.Ordinal);
    private readonly int _most;
    private long _errors;
    private long _conversation;
    private DateTimeOffset _oldest;
    private bool _isCut;

    /// <param name="query">The period and the conversations.</param>
    /// <param name="most">The number of messages to return.</param>
    /// <exception cref="ArgumentException">The query's period is empty or longer than statistics allow.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="most"/> is outside 1 to 1,000.</exception>
    public ErrorMessageReport(StatisticsQuery query, int most)
    {
        (long first, long end) = StatisticsReport.QuartersOf(query);
        _most = OptionRange.Check("ErrorMessages", most, 1, MostMessages, nameof(most));
        (FirstTick, EndTick) = (first * QuarterHour.Ticks, end * QuarterHour.Ticks);
    }

    /// <summary>Conversations that began at or after this are counted.</summary>
    public long FirstTick { get; }

    /// <summary>Conversations that began before this are counted.</summary>
    public long EndTick { get; }

    /// <summary>Offers the next conversation.</summary>
    /// <param name="startedAt">When it began: not after the previous one.</param>
    /// <param name="errors">The number of its error entries that are visible to everyone.</param>
    /// <returns>Whether its errors are to be added; if false, no later conversation is accepted either.</returns>
    public bool TryAdd(DateTimeOffset startedAt, long errors)
    {
        _isCut |= _errors >= MostErrors;
        if (_isCut)
        {
            return false;
        }

        _errors += errors;
        _conversation++;
        _oldest = startedAt;
        return true;
    }

    /// <summary>Adds an error entry of the last accepted conversation.</summary>
    public void Add(string content, DateTimeOffset at)
    {
        ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(_messages, content, out _);
        tally.Count++;
        tally.Conversations += tally.Latest == _conversation ? 0 : 1;
        tally.Latest = _conversation;
        tally.LastAt = at > tally.LastAt ? at : tally.LastAt;
    }

    public ErrorMessages ToMessages() => new()
    {
        Messages =
        [
            .. _messages.OrderByDescending(static message => message.Value.Count)
                .ThenBy(static message => message.Key, Utf8Order.Instance)
                .Take(_most)
                .Select(static message => new ErrorMessage
                {
                    Content = message.Key,
                    Count = message.Value.Count,
                    Conversations = message.Value.Conversations,
                    LastAt = message.Value.LastAt.ToUniversalTime(),
                }),
        ],
        Since = _isCut ? _oldest.ToUniversalTime() : null,
    };

    // "Latest" is the number of the last conversation with this message, from 1.
    private record struct Tally(long Count, long Conversations, long Latest, DateTimeOffset LastAt);
}
