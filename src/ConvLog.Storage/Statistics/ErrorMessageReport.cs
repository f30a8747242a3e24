using ConvLog.Entries;

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

    private readonly CountedErrors _counted = new();
    private readonly int _most;
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
        _isCut |= _counted.Errors >= MostErrors;
        if (!_isCut)
        {
            _counted.Add(startedAt, errors);
        }

        return !_isCut;
    }

    /// <summary>Offers the conversations of a counted day.</summary>
    /// <param name="day">Its parts. None of its conversations began after the previous one.</param>
    /// <returns>Whether they were added; if false, they must be offered one by one.</returns>
    public bool TryAdd(IReadOnlyCollection<CountedErrors> day)
    {
        if (_isCut || _counted.Errors + day.Sum(static part => part.Errors) > MostErrors)
        {
            return false;
        }

        foreach (var part in day)
        {
            _counted.Add(part);
        }

        return true;
    }

    /// <summary>Adds an error entry of the last accepted conversation.</summary>
    public void Add(string content, DateTimeOffset at) => _counted.Add(content, at);

    public ErrorMessages ToMessages() => new()
    {
        Messages =
        [
            .. _counted.ToCounts(_most).Select(static message => new ErrorMessage
            {
                Content = message.Value,
                Count = message.Count,
                Conversations = message.Conversations,
                LastAt = message.LastAt,
            }),
        ],
        Since = _isCut ? _counted.Oldest.ToUniversalTime() : null,
    };
}
