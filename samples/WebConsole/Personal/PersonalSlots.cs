namespace WebConsole.Personal;

/// <summary>Which slots of a service hold personal data.</summary>
/// <remarks>
/// Beside those that ../shared/data/README.md names, whatever says who someone is, how to reach them, where they live or are taken, and what is on their
/// account. Cities, airports and the names of businesses are not personal.
/// </remarks>
internal static class PersonalSlots
{
    private static readonly string[] Marks = ["phone", "address", "email", "birth", "passport", "card_number", "account_number", "account_balance", "iban"];

    private static readonly HashSet<string> People = new(StringComparer.OrdinalIgnoreCase)
    {
        "therapist", "recipient", "contact", "doctor", "dentist", "stylist", "driver", "owner", "guest", "passenger", "patient", "customer", "caller", "user",
        "sender", "payee", "first", "last", "family", "given", "middle", "full",
    };

    public static bool Contains(string service, string slot)
        => NamesPerson(slot) || Marks.Any(mark => slot.Contains(mark, StringComparison.OrdinalIgnoreCase)) || IsPersonalIn(service, slot);

    private static bool NamesPerson(string slot)
        => slot.EndsWith("_name", StringComparison.OrdinalIgnoreCase) && People.Contains(slot[..^"_name".Length]);

    // Names that mean something else in other services.
    private static bool IsPersonalIn(string service, string slot)
    {
        return IsOf("RideSharing", "destination") // Where someone is taken.
            || IsOf("Payment", "receiver") // Who gets the money.
            || IsOf("Messaging", "location"); // Where someone is, shared with a contact.

        bool IsOf(string kind, string name)
            => service.StartsWith(kind, StringComparison.OrdinalIgnoreCase) && slot.Equals(name, StringComparison.OrdinalIgnoreCase);
    }
}
