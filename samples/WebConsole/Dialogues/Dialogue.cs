namespace WebConsole.Dialogues;

/// <summary>A conversation from elsewhere, ready for replay: the visible form of its texts contains no personal data.</summary>
internal sealed record Dialogue(string Id, IReadOnlyList<string> Services, IReadOnlyList<Exchange> Exchanges)
{
    public int CallCount => Exchanges.Sum(exchange => exchange.Calls.Count);
}
