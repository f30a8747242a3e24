using System.Text.Json;
using ConvLog.Entries;

namespace ConvLog;

/// <content>Its JSON and text, without personal data.</content>
public sealed partial class ConversationInfo : IVisible
{
    /// <summary>The ids of conversation and agent.</summary>
    public override string ToString() => $"Conversation {Id} of {AgentId}";

    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteProperties(writer);
        writer.WriteEndObject();
    }

    internal void WriteProperties(Utf8JsonWriter writer)
    {
        VisibleJson.Text(writer, "conversation_id", Id);
        VisibleJson.Text(writer, "agent_id", AgentId);
        VisibleJson.Text(writer, "account_id", AccountId);
        VisibleJson.Text(writer, "project_id", ProjectId);
        VisibleJson.Name<ConversationEnvironment>(writer, "environment", Environment);
        VisibleJson.Text(writer, "channel", Channel);
        VisibleJson.Name(writer, "direction", Direction);
        VisibleJson.Personal(writer, "user", UserId);
        VisibleJson.Personal(writer, "from_number", FromNumber, MaskedText.RedactedNumber);
        VisibleJson.Personal(writer, "to_number", ToNumber, MaskedText.RedactedNumber);
        VisibleJson.Text(writer, "variant_id", VariantId);
        VisibleJson.Text(writer, "language", Language);
        WriteAttributes(writer);
    }

    // Keys alone, and shown forms: the values are the host's own objects, and nothing of them is read.
    private void WriteAttributes(Utf8JsonWriter writer)
    {
        if (Attributes is not { Count: > 0 } attributes)
        {
            return;
        }

        writer.WriteStartObject("attributes");
        foreach (var (key, value) in attributes)
        {
            writer.WriteString(TextRules.Whole(key), ShownFormOf(value));
        }

        writer.WriteEndObject();
    }

    private static string ShownFormOf(object? value) => value switch
    {
        MaskedText { IsMasked: true } text => TextRules.Whole(text.Shown),
        LogField { Shown: { } shown } => TextRules.Whole(shown),
        _ => MaskedText.Redacted,
    };
}
