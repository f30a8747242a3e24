using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Reading;
using ConvLog.Storage.Relational;

namespace ConvLog.PostgreSql.Lists;

/// <summary>The conversations of a list whose values are counted.</summary>
internal sealed class FacetPage
{
    // Conversations are numbered as they arrive, so most pages of all that arrived in a time have at least one in this many numbers.
    private const int OneIn = 4;

    // With more days, a custom plan takes longer than it saves.
    private const int FewDays = 10;

    private readonly long[] _numbers;
    private readonly int[] _days;
    private readonly int[] _eachDay;
    private readonly PartitionRange _range;
    private readonly long _first;
    private readonly long _last;
    private readonly bool _isDense;

    /// <param name="conversations">The conversations; at least one.</param>
    /// <param name="periods">The partitions.</param>
    public FacetPage(IReadOnlyCollection<FoundConversation> conversations, PartitionPeriods periods)
    {
        _numbers = [.. conversations.Select(static one => one.Number)];
        _days = [.. conversations.Select(static one => one.Day)];
        _eachDay = [.. _days.Distinct()];
        _range = periods.RangeOf(_eachDay);
        (_first, _last) = (_numbers.Min(), _numbers.Max());
        _isDense = _last - _first < (long)OneIn * _numbers.Length;
    }

    /// <summary>Adds settings for the transaction.</summary>
    public void AddSettings(QueryBatch reads, Session session)
    {
        reads.AddSilent("SET LOCAL jit = off"); // Many partitions look expensive to the planner, which would then compile the query.
        reads.AddSilent(_isDense || _eachDay.Length <= FewDays ? Session.ForceCustomPlan : session.PlanOnce);
    }

    /// <summary>
    /// The rows of a table for the conversations. Of a dense page they are read as one range of numbers, which takes a third of the time of reading them one by
    /// one or with all others of the partition. Otherwise the days are given as well, by which the planner estimates them.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="name">Its name in the statement.</param>
    /// <param name="arguments">Receives the values.</param>
    public string Rows(string table, string name, SqlArguments arguments)
    {
        string page = $"unnest({arguments.Add(_numbers)}::bigint[]), unnest({arguments.Add(_days)}::integer[])";
        string which = _isDense
            ? $"{name}.conversation BETWEEN {arguments.Add(_first)} AND {arguments.Add(_last)}"
            : $"{name}.day = ANY({arguments.Add(_eachDay)})";
        return $"""
            FROM ROWS FROM ({page}) AS page (conversation, day)
            JOIN #.{table} AS {name} ON {name}.conversation = page.conversation AND {name}.day = page.day AND {which}{_range.And(name)}
            """;
    }
}
