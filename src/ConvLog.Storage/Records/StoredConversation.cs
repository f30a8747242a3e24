using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>A whole conversation as a store holds it, everything in order. For the gate, not for a reader.</summary>
[JsonConverter(typeof(VisibleJsonConverter<StoredConversation>))]
public sealed record StoredConversation : IVisible
{
    /// <summary>What a list shows of it, from the same moment.</summary>
    public required StoredSummary Summary { get; init; }

    /// <summary>The turns, in the order in which the store first had them, whichever opening they are of; their position, from 1, is their ordinal.</summary>
    public IReadOnlyList<TurnRecord> Turns { get; init; } = [];

    /// <summary>The function events, in the order in which the store first had them.</summary>
    public IReadOnlyList<FunctionEventRecord> FunctionEvents { get; init; } = [];

    /// <summary>
    /// Entries, API responses, changes of state, metrics and model calls, as they were logged: all of them, also a metric that is written once and was there
    /// already.
    /// </summary>
    public IReadOnlyList<ScopedRecord> Logged { get; init; } = [];

    /// <summary>The messages that model calls refer to, each once; in no order that tells anything.</summary>
    public IReadOnlyList<ModelMessageRecord> ModelMessages { get; init; } = [];

    /// <summary>The ratings that stand, oldest first; of one moment by turn, then source.</summary>
    public IReadOnlyList<FeedbackRecord> Feedback { get; init; } = [];

    /// <summary>Improved answers, oldest first; of one moment by id.</summary>
    public IReadOnlyList<AnnotationRecord> Annotations { get; init; } = [];

    /// <summary>The team's notes, oldest first; of one moment by id.</summary>
    public IReadOnlyList<NoteRecord> Notes { get; init; } = [];

    /// <summary>The scores, those of ratings and metrics left out, oldest first; of one moment by id.</summary>
    public IReadOnlyList<ScoreRecord> Scores { get; init; } = [];

    /// <summary>The labels, oldest first; of one moment by their ids.</summary>
    public IReadOnlyList<LabelRecord> Labels { get; init; } = [];

    /// <summary>To whom it is assigned, or who last removed the assignment; null where it never was assigned.</summary>
    public AssignmentRecord? Assignment { get; init; }

    /// <summary>What the store refused of it, oldest first; of one moment by id.</summary>
    public IReadOnlyList<DeadLetterRecord> DeadLetters { get; init; } = [];

    /// <summary>What everyone may see of it.</summary>
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
