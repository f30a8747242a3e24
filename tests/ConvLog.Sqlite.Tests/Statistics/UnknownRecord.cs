using System.Diagnostics.CodeAnalysis;
using ConvLog.Records;

namespace ConvLog.Sqlite.Tests.Statistics;

/// <summary>A record that no store knows: the transaction it comes in fails at it.</summary>
internal sealed record UnknownRecord : StoreRecord
{
    [SetsRequiredMembers]
    public UnknownRecord() => ConversationId = "conv-0";
}
