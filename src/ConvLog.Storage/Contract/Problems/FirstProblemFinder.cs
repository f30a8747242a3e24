using System.Runtime.InteropServices;
using ConvLog.Entries;
using ConvLog.Storage.Records;

namespace ConvLog.Storage.Contract.Problems;

/// <summary>
/// Finds the first problem of conversations in the same way for every store: the earliest of the first problems of each kind. A call that failed because of a
/// nested call ends after that one, and a call without an end comes last.
/// </summary>
internal sealed class FirstProblemFinder
{
    // A stable order for calls that began and ended at the same time.
    private static readonly Comparer<Candidate> s_order = Comparer<Candidate>.Create(static (one, other)
        => (one.At, one.Source, one.StartedAt).CompareTo((other.At, other.Source, other.StartedAt)) is var order && order != 0 ? order
            : string.CompareOrdinal(one.Call ?? one.Model ?? one.ErrorType, other.Call ?? other.Model ?? other.ErrorType));

    private readonly Dictionary<string, Found> _found = new(StringComparer.Ordinal);

    // In the order of nesting, innermost first, for problems at the same time.
    private enum Source
    {
        Entry,
        Response,
        Model,
        Call,
        Turn,
    }

    /// <summary>Adds a function call of any outcome.</summary>
    public void AddCall(string conversation, string id, string name, long startedAt, long? duration, FunctionOutcome? outcome, string? errorType)
    {
        var found = Of(conversation);
        found.Calls[id] = (name, outcome, errorType);
        if (outcome is null || outcome.IsProblem())
        {
            found.Add(new Candidate(Source.Call, EndOf(startedAt, duration, outcome), startedAt, id));
        }
    }

    /// <summary>Adds the first error entry.</summary>
    public void AddEntry(string conversation, long at, string content, string? call)
        => Of(conversation).Add(new Candidate(Source.Entry, at, at, call) { Message = TextRules.WithoutLoneSurrogates(content) });

    /// <summary>Adds the first API response that is a problem.</summary>
    public void AddResponse(string conversation, long at, int statusCode, string endpoint, string? call)
        => Of(conversation).Add(new Candidate(Source.Response, at, at, call) { StatusCode = statusCode, Endpoint = endpoint });

    /// <summary>Adds a model call of any outcome, or without an end.</summary>
    public void AddModelCall(string conversation, string model, long startedAt, long? duration, FunctionOutcome? outcome)
    {
        if (outcome is null || outcome.IsProblem())
        {
            Of(conversation).Add(new Candidate(Source.Model, EndOf(startedAt, duration, outcome), startedAt, null) { Model = model, Outcome = outcome });
        }
    }

    /// <summary>Adds a turn that failed.</summary>
    public void AddTurn(string conversation, long startedAt, long? endedAt, string? errorType)
        => Of(conversation).Add(new Candidate(Source.Turn, endedAt ?? startedAt, startedAt, null) { ErrorType = errorType });

    /// <summary>The first problems, in the order of the conversations; those without one are left out.</summary>
    public IReadOnlyList<FirstProblem> Result(IEnumerable<string> conversations)
        => [.. conversations.Select(id => _found.TryGetValue(id, out var found) ? found.Result(id) : null).OfType<FirstProblem>()];

    private static long EndOf(long startedAt, long? duration, FunctionOutcome? outcome)
        => outcome is null ? long.MaxValue : SummaryCalculator.EndOf(startedAt, duration ?? 0);

    private Found Of(string conversation)
    {
        ref var found = ref CollectionsMarshal.GetValueRefOrAddDefault(_found, conversation, out _);
        return found ??= new Found();
    }

    private sealed class Found
    {
        private readonly Dictionary<Source, Candidate> _first = [];

        public Dictionary<string, (string Name, FunctionOutcome? Outcome, string? ErrorType)> Calls { get; } = new(StringComparer.Ordinal);

        public void Add(Candidate candidate)
        {
            if (!_first.TryGetValue(candidate.Source, out var known) || s_order.Compare(candidate, known) < 0)
            {
                _first[candidate.Source] = candidate;
            }
        }

        public FirstProblem? Result(string id)
        {
            if (_first.Values.Min(s_order) is not { } first)
            {
                return null;
            }

            (string Name, FunctionOutcome? Outcome, string? ErrorType)? call
                = first.Call is { } known && Calls.TryGetValue(known, out var called) ? called : null;
            return new FirstProblem
            {
                ConversationId = id,
                Function = call?.Name,
                Outcome = call is null ? first.Outcome : call.Value.Outcome,
                Model = first.Model,
                Endpoint = call is null ? first.Endpoint : null,
                StatusCode = InSameCall(Source.Response, first)?.StatusCode,
                ErrorType = call is { } its ? its.ErrorType : first.ErrorType,
                Message = InSameCall(Source.Entry, first)?.Message,
            };
        }

        // The first problem itself, or one that was logged in the same call.
        private Candidate? InSameCall(Source source, Candidate first)
            => first.Source == source ? first
                : first.Call is not null && _first.TryGetValue(source, out var other) && string.Equals(other.Call, first.Call, StringComparison.Ordinal)
                    ? other : null;
    }

    private sealed record Candidate(Source Source, long At, long StartedAt, string? Call)
    {
        public string? Message { get; init; }

        public int? StatusCode { get; init; }

        public string? Endpoint { get; init; }

        public string? Model { get; init; }

        public FunctionOutcome? Outcome { get; init; }

        public string? ErrorType { get; init; }
    }
}
