using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Statistics;

namespace ConvLog.Sqlite.Statistics;

/// <summary>
/// Counts turns, function calls and model calls of a period from their rows. The cost depends on the conversations of the period and all their records, so past
/// days are counted only once (<see cref="StatisticsDay"/>).
/// </summary>
/// <param name="session">The connection.</param>
/// <param name="tallyOf">The tally for conversations with these dims; null if they do not count.</param>
/// <param name="hasModels">Whether models and variants are counted.</param>
internal sealed class StatisticsRows(Session session, Func<long, IStatisticsTally?> tallyOf, bool hasModels)
{
    /// <summary>Function calls of a conversation. Parameters: its number, first tick, first tick after the period.</summary>
    public const string Calls = "SELECT name, duration, outcome FROM call INDEXED BY call_conversation WHERE conversation = ?1 AND started >= ?2 AND started < ?3";

    /// <summary>The ratings of a conversation's turns.</summary>
    public const string Ratings = "SELECT turn_id, source, rating FROM feedback INDEXED BY feedback_key WHERE conversation = ?1 AND rating IS NOT NULL";

    /// <summary>The turns of a conversation that have model calls.</summary>
    public const string TurnsWithCalls = """
        SELECT scope.turn_id FROM model_call AS m INDEXED BY model_call_id JOIN scope ON scope.no = m.scope
        WHERE m.conversation = ?1 AND scope.turn_id IS NOT NULL
        """;

    private readonly PeriodConversations _conversations = new(session);
    private readonly ModelCallReading _modelCalls = new(session, dims => tallyOf(dims)?.Models);
    private readonly Dictionary<(string Turn, FeedbackSource Source), FeedbackRating> _ratings = [];
    private readonly HashSet<string> _turnsWithCalls = new(StringComparer.Ordinal);

    /// <summary>Adds everything in a period.</summary>
    /// <param name="first">The first quarter of an hour.</param>
    /// <param name="end">The first quarter after the period. If it is not after the first quarter, no rows are read.</param>
    public void Add(long first, long end)
    {
        if (first >= end)
        {
            return;
        }

        var (firstTick, endTick) = (first * QuarterHour.Ticks, end * QuarterHour.Ticks);
        foreach (var conversation in _conversations.Find(firstTick, endTick))
        {
            if (tallyOf(conversation.Dims) is { } tally)
            {
                AddTurns(tally, conversation, firstTick, endTick);
                if (tally.CountsTurns)
                {
                    AddCalls(tally, conversation, firstTick, endTick);
                }
            }
        }

        if (hasModels)
        {
            _modelCalls.Add(firstTick, endTick);
        }
    }

    private void AddTurns(IStatisticsTally tally, PeriodConversation conversation, long first, long end)
    {
        VariantCell? variant = null;
        long quarter = -1;
        var rows = session[CountedTurn.OfConversation].Bind(1, conversation.Number).Bind(2, first).Bind(3, end);
        while (rows.Step())
        {
            var turn = CountedTurn.Read(rows);
            bool isFirst = quarter < 0;
            if (isFirst)
            {
                ReadTurnsWithCalls(conversation);
                variant = tally.Models?.VariantOf(conversation.Variant);
                variant?.AddConversation(conversation.Number);
            }

            if (variant is not null)
            {
                tally.Models!.Add(variant, turn.Turn.HasFailed, turn.Turn.Usage, _turnsWithCalls.Contains(turn.Turn.Id));
            }

            if (tally.CountsTurns)
            {
                if (isFirst)
                {
                    ReadRatings(conversation);
                }

                tally.TurnsOf(turn.Quarter).Count(turn.Turn, RatingOf(turn.Turn.Id, FeedbackSource.User), RatingOf(turn.Turn.Id, FeedbackSource.Team));
                if (turn.Quarter != quarter)
                {
                    tally.AddActive(turn.Quarter, conversation.Number, conversation.User);
                }
            }

            quarter = turn.Quarter;
        }
    }

    private void AddCalls(IStatisticsTally tally, PeriodConversation conversation, long first, long end)
    {
        var rows = session[Calls].Bind(1, conversation.Number).Bind(2, first).Bind(3, end);
        while (rows.Step())
        {
            tally.FunctionOf(rows.Text(0)).Count((FunctionOutcome?)rows.OptionalInt64(2), rows.OptionalInt64(1) is { } ticks ? new TimeSpan(ticks) : null);
        }
    }

    private void ReadRatings(PeriodConversation conversation)
    {
        _ratings.Clear();
        var rows = session[Ratings].Bind(1, conversation.Number);
        while (rows.Step())
        {
            _ratings[(rows.Text(0), (FeedbackSource)rows.Int64(1))] = (FeedbackRating)rows.Int64(2);
        }
    }

    private void ReadTurnsWithCalls(PeriodConversation conversation)
    {
        _turnsWithCalls.Clear();
        if (!hasModels || !conversation.HasModelCalls)
        {
            return;
        }

        var rows = session[TurnsWithCalls].Bind(1, conversation.Number);
        while (rows.Step())
        {
            _turnsWithCalls.Add(rows.Text(0));
        }
    }

    private FeedbackRating? RatingOf(string turn, FeedbackSource source) => _ratings.TryGetValue((turn, source), out var rating) ? rating : null;
}
