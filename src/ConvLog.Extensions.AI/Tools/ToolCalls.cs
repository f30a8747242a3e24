using System.Runtime.CompilerServices;
using ConvLog.Extensions.AI.Models;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Tools;

/// <summary>
/// The model's tool calls in a turn. Each is one function event: if the tool's run was not observed, the event is created from its result in a later message.
/// Calls of other turns in the history create none. Safe to use from any thread.
/// </summary>
internal sealed class ToolCalls
{
    private static readonly ConditionalWeakTable<Turn, ToolCalls> s_turns = [];
    private static readonly ConditionalWeakTable<FunctionCallContent, TrackedCall> s_tracked = [];
    private static readonly ConditionalWeakTable<ToolCallContent, object> s_hosted = []; // Calls that have an event.

    private readonly Lock _lock = new();
    // By ID: services may repeat one in a later round.
    private readonly Dictionary<string, Queue<TrackedCall>> _open = new(StringComparer.Ordinal);

    // Invocations before the round with their call is known, by ID or name.
    private readonly Dictionary<string, int> _earlyInvocations = new(StringComparer.Ordinal);

    private ToolCalls(Conversation conversation, Turn turn)
    {
        Conversation = conversation;
        Turn = turn;
    }

    public Conversation Conversation { get; }

    public Turn Turn { get; }

    /// <summary>The calls of a turn; null outside a turn.</summary>
    public static ToolCalls? Of(Conversation conversation, Turn? turn)
        => turn is null ? null : s_turns.GetValue(turn, key => new ToolCalls(conversation, key));

    /// <summary>The calls that include a call; null if unknown.</summary>
    public static ToolCalls? FindFor(FunctionCallContent? call)
        => call is not null && s_tracked.TryGetValue(call, out var asked) && asked.In.TryGetTarget(out var calls) ? calls : null;

    /// <summary>Adds the model's calls in a round.</summary>
    public void AddRound(IReadOnlyCollection<ChatMessage> round)
    {
        lock (_lock)
        {
            foreach (var call in round.SelectMany(static message => message.Contents).Select(ModelMessages.CallOf).OfType<FunctionCallContent>())
            {
                TrackedCall asked = new(call, new WeakReference<ToolCalls>(this));
                if (!s_tracked.TryAdd(call, asked))
                {
                    continue; // Already added by another client of the pipeline.
                }

                Expect(asked);
            }
        }

        AddHosted(round);
    }

    /// <summary>Adds calls made in an earlier opening of the conversation: they belong to this turn, which continues it.</summary>
    public void Adopt(IEnumerable<ChatMessage> messages)
    {
        if (Turn.Continues is null)
        {
            return;
        }

        lock (_lock)
        {
            foreach (var call in messages.SelectMany(static message => message.Contents).OfType<FunctionCallContent>())
            {
                bool isKnown = _open.ContainsKey(call.CallId); // By another client of the pipeline, or an approval.
                if (!isKnown && (!s_tracked.TryGetValue(call, out var before) || (!before.IsRecorded && FindFor(call)?.Conversation != Conversation)))
                {
                    TrackedCall asked = new(call, new WeakReference<ToolCalls>(this));
                    s_tracked.AddOrUpdate(call, asked);
                    Expect(asked);
                }
            }
        }
    }

    /// <summary>
    /// Adds approval decisions: the calls belong to this turn from then on, whichever turn made them. A declined call becomes a function event immediately.
    /// </summary>
    /// <param name="messages">Messages with decisions.</param>
    /// <param name="askedAt">When approval was requested; null if unknown.</param>
    public void AddDecisions(IEnumerable<ChatMessage> messages, DateTimeOffset? askedAt)
    {
        foreach (var answer in messages.SelectMany(static message => message.Contents).OfType<ToolApprovalResponseContent>())
        {
            if (answer.ToolCall is FunctionCallContent call && RecordDecision(call, answer.Approved, askedAt) && !answer.Approved)
            {
                using var declined = Turn.BeginFunction(call.Name, call.CallId, CallArguments.Of(call));
                declined.Decide(ApprovalDecision.Declined, askedAt, by: null, answer.Reason);
            }
        }
    }

    private bool RecordDecision(FunctionCallContent call, bool isGranted, DateTimeOffset? askedAt)
    {
        lock (_lock)
        {
            if (s_tracked.TryGetValue(call, out var before) && before.IsRecorded)
            {
                return false;
            }

            TrackedCall asked = new(call, new WeakReference<ToolCalls>(this)) { IsRecorded = !isGranted, IsGranted = isGranted, AskedAt = askedAt };
            s_tracked.AddOrUpdate(call, asked);
            Open(asked);
            return true;
        }
    }

    /// <summary>Records that a tool is invoked as a function event.</summary>
    /// <param name="name">The tool's name.</param>
    /// <param name="invocation">The loop's data about it.</param>
    /// <param name="arguments">The arguments of the invocation.</param>
    /// <returns>The call that is invoked; null if unknown.</returns>
    public TrackedCall? Invoked(string name, ToolInvocation invocation, AIFunctionArguments? arguments)
    {
        lock (_lock)
        {
            var asked = invocation.Call is not null && s_tracked.TryGetValue(invocation.Call, out var known) ? known
                : invocation.CallId is { Length: > 0 } id ? NextOpen(id)
                : NextOpen(name, arguments);
            if (asked is not null)
            {
                asked.IsRecorded = true;
                return asked;
            }

            if (!ToolFlow.IsInTool)
            {
                string key = invocation.CallId is { Length: > 0 } callId ? callId : name;
                _earlyInvocations[key] = _earlyInvocations.GetValueOrDefault(key) + 1;
            }

            return null;
        }
    }

    /// <summary>
    /// Adds messages with results. A call whose tool's run was not observed becomes an unobserved function event, or a failed one if the result says so: the
    /// loop had no tool with that name, or the user declined the call.
    /// </summary>
    public void AddResults(IEnumerable<ChatMessage> messages)
    {
        Dictionary<string, FunctionCallContent> calls = new(StringComparer.Ordinal);
        foreach (var content in messages.SelectMany(static message => message.Contents))
        {
            if (content is FunctionCallContent call)
            {
                calls[call.CallId] = call;
            }
            else if (content is FunctionResultContent result && MarkRecorded(result.CallId, calls.GetValueOrDefault(result.CallId)) is { } asked)
            {
                using var unobserved = Turn.BeginFunction(asked.Name, asked.CallId, CallArguments.Of(asked));
                ToolResult.SettleUnobserved(unobserved, result, asked);
            }
        }
    }

    // Adds the tools run by the model's service in a round.
    private void AddHosted(IReadOnlyCollection<ChatMessage> round)
    {
        foreach (var call in round.SelectMany(static message => message.Contents).OfType<ToolCallContent>())
        {
            if (call is not FunctionCallContent && s_hosted.TryAdd(call, call.CallId))
            {
                var result = round.SelectMany(static message => message.Contents).OfType<ToolResultContent>()
                    .FirstOrDefault(result => string.Equals(result.CallId, call.CallId, StringComparison.Ordinal));
                using var hosted = Turn.BeginFunction(HostedTool.NameOf(call), call.CallId, HostedTool.ArgumentsOf(call));
                HostedTool.Settle(hosted, call, result);
            }
        }
    }

    // A copied or deserialized message has another object for the call.
    private FunctionCallContent? MarkRecorded(string callId, FunctionCallContent? call)
    {
        lock (_lock)
        {
            var asked = call is not null && s_tracked.TryGetValue(call, out var known) ? known : NextOpen(callId);
            if (asked is null || asked.IsRecorded || !asked.In.TryGetTarget(out var calls) || calls != this)
            {
                return null;
            }

            asked.IsRecorded = true;
            return Turn.RequestedCalls.IsCalled(callId) ? null : asked.Call; // The host may have created its own event.
        }
    }

    // The tool may already have run.
    private void Expect(TrackedCall asked)
    {
        if (ConsumeEarlyInvocation(asked.Call.CallId) || ConsumeEarlyInvocation(asked.Call.Name))
        {
            asked.IsRecorded = true;
        }
        else
        {
            Open(asked);
        }
    }

    private void Open(TrackedCall asked)
    {
        if (!_open.TryGetValue(asked.Call.CallId, out var open))
        {
            _open[asked.Call.CallId] = open = [];
        }

        open.Enqueue(asked);
    }

    // For a loop without data about the call: the one with these arguments, or the only one. A tool that calls another one uses its own arguments.
    private TrackedCall? NextOpen(string name, AIFunctionArguments? arguments)
    {
        TrackedCall[] open = [.. _open.Values.SelectMany(static open => open)
            .Where(open => !open.IsRecorded && string.Equals(open.Call.Name, name, StringComparison.Ordinal))];
        return Array.Find(open, asked => AreSame(asked.Call.Arguments, arguments)) ?? (open is [var only] && !ToolFlow.IsInTool ? only : null);
    }

    private static bool AreSame(IDictionary<string, object?>? asked, AIFunctionArguments? given)
        => (asked?.Count ?? 0) == (given?.Count ?? 0)
            && (asked is null || asked.All(argument => given!.TryGetValue(argument.Key, out object? value) && ReferenceEquals(value, argument.Value)));

    private TrackedCall? NextOpen(string callId)
    {
        if (_open.TryGetValue(callId, out var open))
        {
            while (open.TryPeek(out var asked) && asked.IsRecorded)
            {
                open.Dequeue();
            }
        }

        return open is { Count: > 0 } ? open.Peek() : null;
    }

    private bool ConsumeEarlyInvocation(string key)
    {
        if (_earlyInvocations.GetValueOrDefault(key) is not (> 0 and var count))
        {
            return false;
        }

        _earlyInvocations[key] = count - 1;
        return true;
    }

    /// <summary>A call made by the model.</summary>
    /// <param name="Call">The call.</param>
    /// <param name="In">The calls of its turn, weakly referenced so that the host's history does not keep them alive.</param>
    internal sealed record TrackedCall(FunctionCallContent Call, WeakReference<ToolCalls> In)
    {
        public bool IsRecorded { get; set; }

        /// <summary>Whether it was approved.</summary>
        public bool IsGranted { get; init; }

        /// <summary>When approval was requested; null if unknown.</summary>
        public DateTimeOffset? AskedAt { get; init; }
    }
}
