using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>
/// Detects hand-overs between the agents of a run, by the tool that Agent Framework's hand-over workflows offer. The tool's name contains only a number for the
/// target, so the target is the agent that speaks next. Not thread-safe.
/// </summary>
internal sealed class HandOvers
{
    private const string Prefix = "handoff_to_";

    private (string From, FunctionCallContent Call, bool IsDone)? _latest;
    private string? _asked; // The agent whose model was called last.

    /// <summary>Adds contents of an agent.</summary>
    public void Add(string? agent, IList<AIContent> contents, Action<string, string, string?> handOver)
    {
        RecordActive(agent, isSeen: true, handOver);
        foreach (var content in contents)
        {
            if (agent is not null && content is FunctionCallContent call && call.Name?.StartsWith(Prefix, StringComparison.Ordinal) == true)
            {
                _latest = (agent, call, false);
            }
            else if (_latest is { } latest && content is FunctionResultContent result
                && string.Equals(result.CallId, latest.Call.CallId, StringComparison.Ordinal))
            {
                _latest = latest with { IsDone = true };
            }
        }
    }

    /// <summary>Records that an agent is active.</summary>
    /// <param name="agent">The agent; null if unknown.</param>
    /// <param name="isSeen">Whether its messages are seen, in order after the hand-over.</param>
    /// <param name="handOver">Records a hand-over.</param>
    public void RecordActive(string? agent, bool isSeen, Action<string, string, string?> handOver)
    {
        if (!isSeen)
        {
            _asked = agent;
        }

        if (_latest is { IsDone: true } latest && agent is not null && !string.Equals(agent, latest.From, StringComparison.Ordinal))
        {
            Record(latest, agent, handOver);
        }
    }

    /// <summary>Ends the run: the target of a hand-over may have sent no message.</summary>
    public void End(Action<string, string, string?> handOver)
    {
        if (_latest is { IsDone: true } latest)
        {
            string to = latest.Call.Name[Prefix.Length..];
            bool isNumber = int.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out _);
            Record(latest, isNumber && _asked is not null ? _asked : to, handOver);
        }
    }

    private void Record((string From, FunctionCallContent Call, bool IsDone) latest, string to, Action<string, string, string?> handOver)
    {
        _latest = null;
        handOver(latest.From, to, Reason(latest.Call));
    }

    // The model's own words, which may repeat what the user said.
    private static string? Reason(FunctionCallContent call)
        => call.Arguments?.TryGetValue("reasonForHandoff", out object? reason) != true ? null
            : reason is JsonElement { ValueKind: JsonValueKind.String } json ? json.GetString() : reason as string;
}
