namespace WebConsole.Dialogues;

/// <summary>One call of a service, with its results.</summary>
/// <param name="Service">The service, such as <c>Restaurants_2</c>.</param>
/// <param name="Method">The method called.</param>
/// <param name="Arguments">Slots with their values.</param>
/// <param name="Results">The results or the confirmation; empty if there are none.</param>
/// <param name="Failed">Whether the agent informed the user of a failure.</param>
internal sealed record ServiceCall(
    string Service,
    string Method,
    IReadOnlyDictionary<string, string> Arguments,
    IReadOnlyList<IReadOnlyDictionary<string, string>> Results,
    bool Failed);
