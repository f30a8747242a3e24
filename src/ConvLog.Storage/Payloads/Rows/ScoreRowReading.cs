using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Sealing;
using ConvLog.Storage.Serialization;

namespace ConvLog.Storage.Payloads.Rows;

/// <summary>Converts rows to scores, labels and assignments.</summary>
internal static class ScoreRowReading
{
    /// <param name="row">The row.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="isWhole">Whether its checksum is correct; otherwise its details are ignored.</param>
    /// <param name="comment">The comment of a score; null if there is none, or it cannot be read.</param>
    /// <param name="missing">The placeholder for a comment that cannot be read.</param>
    public static StoreRecord Read(ScoreRow row, string conversationId, bool isWhole, string? comment, string missing)
    {
        string? turn = null, call = null, model = null, scorer = null, version = null, author = null, assignee = null;
        var source = ScoreSource.Code;
        bool hasComment = comment is not null;
        if (isWhole)
        {
            var reader = new Utf8JsonReader(row.Details);
            reader.Read();
            while (JsonReading.NextProperty(ref reader, out string name))
            {
                switch (name)
                {
                    case "turn": turn = JsonText.Read(ref reader); break;
                    case "call": call = JsonText.Read(ref reader); break;
                    case "model": model = JsonText.Read(ref reader); break;
                    case "source": source = (ScoreSource)reader.GetInt32(); break;
                    case "scorer": scorer = JsonText.Read(ref reader); break;
                    case "version": version = JsonText.Read(ref reader); break;
                    case "author": author = JsonText.Read(ref reader); break;
                    case "assignee": assignee = JsonText.Read(ref reader); break;
                    default: hasComment = true; break;
                }
            }
        }

        var created = row.Created is >= 0 and <= DateTimeTicks ? new DateTimeOffset(row.Created, TimeSpan.Zero) : DateTimeOffset.MinValue;
        if (row.Kind == ScoreRowKind.Label)
        {
            return new LabelRecord { ConversationId = conversationId, TurnId = turn, Label = row.Name, Author = author, CreatedAt = created };
        }

        if (row.Kind == ScoreRowKind.Assignment)
        {
            return new AssignmentRecord
            {
                ConversationId = conversationId,
                AssignedTo = row.IsRemoved ? null : row.Name,
                AssignedToId = assignee,
                AssignedBy = author,
                AssignedAt = created,
            };
        }

        return new ScoreRecord
        {
            ConversationId = conversationId,
            Id = row.Id,
            TurnId = turn,
            FunctionEventId = call,
            ModelCallId = model,
            Name = row.Name,
            Value = row.Kind switch
            {
                ScoreRowKind.Category => row.Category ?? DamagedPayload.Text,
                ScoreRowKind.YesNo => row.Number > 0,
                _ => row.Number ?? 0,
            },
            Source = source,
            Scorer = scorer,
            ScorerVersion = version,
            Comment = comment ?? (hasComment ? missing : null),
            CreatedAt = created,
        };
    }

    private const long DateTimeTicks = 3_155_378_975_999_999_999; // The ticks of DateTime.MaxValue.
}
