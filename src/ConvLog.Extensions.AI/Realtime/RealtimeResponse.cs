using System.Text;
using ConvLog.Extensions.AI.Models;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Realtime;

/// <summary>One response of the model, while it comes. Not for concurrent use.</summary>
/// <param name="id">The service's id of it; null where it has none.</param>
/// <param name="turn">Its turn.</param>
/// <param name="call">It as a model call.</param>
internal sealed class RealtimeResponse(string? id, RealtimeTurn turn, ModelCall call)
{
    private readonly List<(string? ItemId, int? Index, StringBuilder Text)> _parts = [];
    private readonly List<FunctionCallContent> _calls = [];

    public string? Id => id;

    public RealtimeTurn Turn => turn;

    public ModelCall Call => call;

    /// <summary>What the model is asked with.</summary>
    public IReadOnlyList<RealtimeHistory.Item> Request { get; init; } = [];

    /// <summary>Its own place in what the model is asked with later; null for none.</summary>
    public RealtimeHistory.Item? Place { get; set; }

    /// <summary>Whether the host asked for it apart from the conversation, so that the user does not hear it.</summary>
    public bool IsAside { get; init; }

    /// <summary>Whether the user began to speak while it came.</summary>
    public bool IsSpokenOver { get; set; }

    public bool HasCalls => _calls.Count > 0;

    /// <summary>What came of it so far.</summary>
    public string Text => string.Join(' ', _parts.Select(static part => part.Text.ToString().Trim()).Where(static text => text.Length > 0));

    /// <summary>Takes a part of a text.</summary>
    public void Append(string? itemId, int? index, string? text) => Part(itemId, index).Append(text);

    /// <summary>Takes a text as it is in the end.</summary>
    public void Set(string? itemId, int? index, string text) => Part(itemId, index).Clear().Append(text);

    /// <summary>Takes the text of a whole item, of which nothing may have come in parts.</summary>
    public void SetWhole(string? itemId, string text)
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

    /// <summary>What came of it, as a message; null for nothing.</summary>
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
