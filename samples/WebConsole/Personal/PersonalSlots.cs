namespace WebConsole.Personal;

/// <summary>The slots of a service that contain personal data.</summary>
/// <remarks>
/// These are the slots that ../shared/data/README.md names, and all others that reveal a person's identity, contact details, home, destination or account.
/// Cities, airports and the names of businesses are not personal.
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

    // These slot names have another meaning in other services.
    private static bool IsPersonalIn(string service, string slot)
    {
        return IsOf("RideSharing", "destination") // A person's destination.
            || IsOf("Payment", "receiver") // The recipient of the money.
            || IsOf("Messaging", "location"); // A person's location, shared with a contact.

        bool IsOf(string kind, string name)
            => service.StartsWith(kind, StringComparison.OrdinalIgnoreCase) && slot.Equals(name, StringComparison.OrdinalIgnoreCase);
    }
}
