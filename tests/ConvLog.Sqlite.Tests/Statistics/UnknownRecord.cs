using System.Diagnostics.CodeAnalysis;
using ConvLog.Records;

namespace ConvLog.Sqlite.Tests.Statistics;

/// <summary>A record type that no store supports: its transaction fails.</summary>
internal sealed record UnknownRecord : StoreRecord
{
    [SetsRequiredMembers]
    public UnknownRecord() => ConversationId = "conv-0";
}
