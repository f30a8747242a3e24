using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>A whole conversation as a store returns it, everything in order. For the privacy gate, not for a reader.</summary>
[JsonConverter(typeof(VisibleJsonConverter<StoredConversation>))]
public sealed record StoredConversation : IVisible
{
    /// <summary>The summary of the conversation at the same point in time.</summary>
    public required StoredSummary Summary { get; init; }

    /// <summary>
    /// The turns, in the order in which the store first received them, from all openings; their position, from 1, is their ordinal.
    /// </summary>
    public IReadOnlyList<TurnRecord> Turns { get; init; } = [];

    /// <summary>The function events, in the order in which the store first received them.</summary>
    public IReadOnlyList<FunctionEventRecord> FunctionEvents { get; init; } = [];

    /// <summary>
    /// Entries, API responses, changes of state, metrics and model calls, as they were logged. Includes repeated values of metrics that are written only once.
    /// </summary>
    public IReadOnlyList<ScopedRecord> Logged { get; init; } = [];

    /// <summary>The messages that model calls refer to, each once; their order has no meaning.</summary>
    public IReadOnlyList<ModelMessageRecord> ModelMessages { get; init; } = [];

    /// <summary>The current ratings, oldest first; at the same time by turn, then source.</summary>
    public IReadOnlyList<FeedbackRecord> Feedback { get; init; } = [];

    /// <summary>Improved answers, oldest first; at the same time by ID.</summary>
    public IReadOnlyList<AnnotationRecord> Annotations { get; init; } = [];

    /// <summary>The team's notes, oldest first; at the same time by ID.</summary>
    public IReadOnlyList<NoteRecord> Notes { get; init; } = [];

    /// <summary>The scores, without ratings and metrics, oldest first; at the same time by ID.</summary>
    public IReadOnlyList<ScoreRecord> Scores { get; init; } = [];

    /// <summary>The labels, oldest first; at the same time by ID.</summary>
    public IReadOnlyList<LabelRecord> Labels { get; init; } = [];

    /// <summary>The current assignment, or its removal; null if it was never assigned.</summary>
    public AssignmentRecord? Assignment { get; init; }

    /// <summary>The records that the store refused, oldest first; at the same time by ID.</summary>
    public IReadOnlyList<DeadLetterRecord> DeadLetters { get; init; } = [];

    /// <summary>The properties that are visible to all readers.</summary>
    public override string ToString() => VisibleJson.Line(nameof(StoredConversation), this);

    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        Summary?.WriteProperties(writer);
        VisibleJson.All(writer, "turns", Turns);
        VisibleJson.All(writer, "function_events", FunctionEvents);
        VisibleJson.All(writer, "logged", Logged?.Where(static record => record is not (EntryRecord { IsPii: true } or ApiResponseRecord { IsPii: true })));
        VisibleJson.All(writer, "model_messages", ModelMessages);
        VisibleJson.All(writer, "feedback", Feedback);
        VisibleJson.All(writer, "annotations", Annotations);
        VisibleJson.All(writer, "notes", Notes);
        VisibleJson.All(writer, "scores", Scores);
        VisibleJson.All(writer, "labels", Labels);
        VisibleJson.All(writer, "assignments", Assignment is { } assignment ? [assignment] : []);
        writer.WriteEndObject();
    }
}
