using System.Globalization;
using System.Text;
using ConvLog.Extensions.AI.Models;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.OtherModels;

/// <summary>The answer of a model other than a chat client, as received so far: its text, types and sizes of media, and usage.</summary>
internal sealed class ModelAnswer
{
    private const int LongestText = 1 << 20; // Conversations store less by default.

    private readonly StringBuilder _text = new();
    private readonly StringBuilder _drafts = new();
    private readonly List<(string Type, long? Size)> _media = [];
    private string? _error;

    /// <summary>The model that answered; null if the answer does not name it.</summary>
    public string? Model { get; set; }

    /// <summary>The provider's ID of the answer; null if there is none.</summary>
    public string? ResponseId { get; set; }

    /// <summary>The usage; null if it is not reported.</summary>
    public UsageDetails? Usage { get; set; }

    /// <summary>The error, if the answer has no other content; null for none.</summary>
    public string? Error => _text.Length + _drafts.Length + _media.Count == 0 ? _error : null;

    /// <summary>The placeholder for media in a text.</summary>
    public static string Media(string type, long? size)
        => size is { } bytes ? string.Create(CultureInfo.InvariantCulture, $"[{type}, {bytes:N0} bytes]") : $"[{type}]";

    /// <summary>Adds contents of the answer, or of its next part.</summary>
    /// <param name="contents">The contents.</param>
    /// <param name="isDraft">Whether a later part repeats the text in its final form.</param>
    /// <returns>Whether there is other content than usage.</returns>
    public bool Add(IList<AIContent> contents, bool isDraft = false)
    {
        foreach (var content in contents)
        {
            switch (content)
            {
                case TextContent text: Append(isDraft ? _drafts : _text, text.Text); break;
                case DataContent data: AddMedia(data.MediaType, data.Data.Length); break;
                case UriContent uri: AddMedia(uri.MediaType, size: null); break; // Without the address, which can contain a name or a token.
                case UsageContent usage: (Usage ??= new UsageDetails()).Add(usage.Details); break;
            }
        }

        _error ??= ResponseErrors.Error([new ChatMessage(ChatRole.Assistant, contents)]);
        return contents.HasOtherThan<UsageContent>();
    }

    /// <summary>The text, masked, with the media below it.</summary>
    public MaskedText ToMaskedText(ModelMessages messages)
    {
        var text = messages.Masked((_text.Length > 0 ? _text : _drafts).ToString());
        MaskedText media = string.Join('\n', _media.Select(static part => Media(part.Type, part.Size)));
        return text.IsEmpty ? media : media.IsEmpty ? text : Turn.Joined(text, "\n", media);
    }

    private static void Append(StringBuilder to, string? text) => to.Append(text.AsSpan(0, Math.Min(text?.Length ?? 0, LongestText - to.Length)));

    // The parts of a stream form one medium; a complete answer may have several images.
    private void AddMedia(string type, long? size)
    {
        bool goesOn = _media.Count > 0 && type.StartsWith("audio/", StringComparison.Ordinal) && string.Equals(_media[^1].Type, type, StringComparison.Ordinal);
        if (goesOn)
        {
            _media[^1] = (type, _media[^1].Size + size);
        }
        else
        {
            _media.Add((type, size));
        }
    }
}
