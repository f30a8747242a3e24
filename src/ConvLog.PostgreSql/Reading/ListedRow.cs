using System.Runtime.InteropServices;

namespace ConvLog.PostgreSql.Reading;

/// <summary>A conversation on a page of a list, before what the list shows of it is read.</summary>
/// <param name="Conversation">Where it is.</param>
/// <param name="Id">Its id.</param>
/// <param name="Value">By what the list is sorted.</param>
/// <param name="Key">The number of its data key; null for none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ListedRow(FoundConversation Conversation, string Id, long Value, long? Key);
