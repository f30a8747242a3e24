namespace ConvLog.Tests.Recount;

/// <summary>An entry of a played conversation.</summary>
/// <param name="Level">Its level.</param>
/// <param name="Content">Its message.</param>
/// <param name="IsPii">Whether the entry is entirely personal.</param>
/// <param name="Status">The value of its field <c>status</c>, or null.</param>
/// <param name="Price">The value of its field <c>price</c>, or null.</param>
/// <param name="Turn">The turn in which it was logged, or null.</param>
/// <param name="Call">The function call in which it was logged, or null.</param>
internal sealed record ExpectedEntry(EntryLevel Level, string Content, bool IsPii, int? Status, decimal? Price, ExpectedTurn? Turn, ExpectedCall? Call);
