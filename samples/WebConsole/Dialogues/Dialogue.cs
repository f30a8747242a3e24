namespace WebConsole.Dialogues;

/// <summary>A conversation that took place elsewhere, ready to be replayed: nothing personal is left in what its texts show.</summary>
internal sealed record Dialogue(string Id, IReadOnlyList<string> Services, IReadOnlyList<Exchange> Exchanges)
{
    public int CallCount => Exchanges.Sum(exchange => exchange.Calls.Count);
}
