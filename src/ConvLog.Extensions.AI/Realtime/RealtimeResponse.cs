using System.Text;
using ConvLog.Extensions.AI.Models;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Realtime;

/// <summary>One response of the model, in progress. Not thread-safe.</summary>
/// <param name="id">The service's id; null if it has none.</param>
/// <param name="turn">Its turn.</param>
/// <param name="call">Its model call.</param>
internal sealed class RealtimeResponse(string? id, RealtimeTurn turn, ModelCall call)
{
    private readonly List<(string? ItemId, int? Index, StringBuilder Text)> _parts = [];
    private readonly List<FunctionCallContent> _calls = [];

    public string? Id => id;

    public RealtimeTurn Turn => turn;

    public ModelCall Call => call;

    /// <summary>The input of the model.</summary>
    public IReadOnlyList<RealtimeHistory.Item> Request { get; init; } = [];

    /// <summary>Its item in the model's later inputs; null for none.</summary>
    public RealtimeHistory.Item? HistoryItem { get; set; }

    /// <summary>Whether the host requested it outside the conversation, so that it is not played to the user.</summary>
    public bool IsOutOfBand { get; init; }

    /// <summary>Whether the user began to speak during the response.</summary>
    public bool IsSpokenOver { get; set; }

    public bool HasCalls => _calls.Count > 0;

    /// <summary>The text received up to now.</summary>
    public string Text => string.Join(' ', _parts.Select(static part => part.Text.ToString().Trim()).Where(static text => text.Length > 0));

    /// <summary>Adds a part of a text.</summary>
    public void Append(string? itemId, int? index, string? text) => Part(itemId, index).Append(text);

    /// <summary>Sets the final version of a text.</summary>
    public void Set(string? itemId, int? index, string text) => Part(itemId, index).Clear().Append(text);

    /// <summary>Sets the text of a complete item, which may not have been received in parts.</summary>
    public void SetText(string? itemId, string text)
    {
        if (!_parts.Exists(part => string.Equals(part.ItemId, itemId, StringComparison.Ordinal)))
        {
            Append(itemId, 0, text);
        }
    }

    public void Add(FunctionCallContent asked)
    {
        if (!_calls.Exists(known => string.Equals(known.CallId, asked.CallId, StringComparison.Ordinal)))
        {
            _calls.Add(asked);
        }
    }

    /// <summary>The received content as a message; null if there is none.</summary>
    public ModelMessage? Message(ModelMessages messages)
        => Text is var text && (text.Length > 0 || HasCalls)
            ? ModelMessage.Assistant(
                messages.Masked(text), [.. _calls.Select(static asked => new ModelToolCall(asked.CallId, asked.Name, asked.Arguments))])
            : null;

    private StringBuilder Part(string? itemId, int? index)
    {
        foreach (var part in _parts)
        {
            if (part.Index == index && string.Equals(part.ItemId, itemId, StringComparison.Ordinal))
            {
                return part.Text;
            }
        }

        _parts.Add((itemId, index, new StringBuilder()));
        return _parts[^1].Text;
    }
}
