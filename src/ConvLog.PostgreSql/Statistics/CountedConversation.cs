using System.Runtime.InteropServices;
using ConvLog.Storage.Statistics.Calls;

namespace ConvLog.PostgreSql.Statistics;

/// <summary>A conversation whose calls are counted.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Day">Its day.</param>
/// <param name="Conversation">Receives its calls.</param>
/// <param name="WithEntries">Whether its log is read.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CountedConversation(long Number, int Day, ExaminedConversation Conversation, bool WithEntries);
