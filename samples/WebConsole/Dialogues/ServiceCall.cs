namespace WebConsole.Dialogues;

/// <summary>One call of a service, with what came back.</summary>
/// <param name="Service">The service, such as <c>Restaurants_2</c>.</param>
/// <param name="Method">What of it was called.</param>
/// <param name="Arguments">Slots with their values.</param>
/// <param name="Results">What was found or confirmed; empty for nothing.</param>
/// <param name="Failed">Whether the agent had to tell the user that it did not work.</param>
internal sealed record ServiceCall(
    string Service,
    string Method,
    IReadOnlyDictionary<string, string> Arguments,
    IReadOnlyList<IReadOnlyDictionary<string, string>> Results,
    bool Failed);
