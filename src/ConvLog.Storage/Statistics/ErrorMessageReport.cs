using System.Runtime.InteropServices;
using ConvLog.Entries;
using ConvLog.Storage.Contract;

namespace ConvLog.Storage.Statistics;

/// <summary>
/// Makes the answer to which error messages are frequent of what a store adds to it. It is offered the conversations that began in the time and have errors
/// that everyone may see, newest first, and takes them until it has so many errors: an answer costs by that bound, however long the time is.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class ErrorMessageReport
{
    /// <summary>The most error entries that are looked at; those of the conversation that reaches it are looked at to the last.</summary>
    public const int MostErrors = 10_000;

    /// <summary>The most messages that can be asked for.</summary>
    public const int MostMessages = 1_000;

    private readonly Dictionary<string, Tally> _messages = new(StringComparer.Ordinal);
    private readonly int _most;
    private long _errors;
    private long _conversation;
    private DateTimeOffset _oldest;
    private bool _isCut;

    /// <param name="query">When and of whom.</param>
    /// <param name="most">How many messages are asked for.</param>
    /// <exception cref="ArgumentException">The query's time is empty or longer than that of statistics may be.</exception>
    /// <exception cref="ArgumentOutOfRangeException">So many messages cannot be asked for.</exception>
    public ErrorMessageReport(StatisticsQuery query, int most)
    {
        (long first, long end) = StatisticsReport.QuartersOf(query);
        _most = OptionRange.Check("ErrorMessages", most, 1, MostMessages, nameof(most));
        (FirstTick, EndTick) = (first * QuarterHour.Ticks, end * QuarterHour.Ticks);
    }

    /// <summary>Conversations count that began at or after this.</summary>
    public long FirstTick { get; }

    /// <summary>Conversations count that began before this.</summary>
    public long EndTick { get; }

    /// <summary>Offers the next conversation.</summary>
    /// <param name="startedAt">When it began: not after the one before.</param>
    /// <param name="errors">How many error entries it has that everyone may see.</param>
    /// <returns>Whether its errors are to be added; where not, none that follows is taken either.</returns>
    public bool Take(DateTimeOffset startedAt, long errors)
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

    /// <summary>Adds an error entry of the conversation that was taken last.</summary>
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

    // "Latest" is the number of the conversation that had it last, from 1.
    private record struct Tally(long Count, long Conversations, long Latest, DateTimeOffset LastAt);
}
