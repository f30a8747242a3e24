using WebConsole.Dialogues;
using WebConsole.Personal;

namespace WebConsole.Import;

/// <summary>Reads one dialogue of the Schema-Guided Dialogue format.</summary>
internal static class DialogueReader
{
    /// <exception cref="MalformedDialogueException">A property is missing, of another type or out of range.</exception>
    public static Dialogue Read(JsonPlace dialogue)
    {
        var idPlace = dialogue.Required("dialogue_id");
        string id = idPlace.Text();
        if (string.IsNullOrWhiteSpace(id))
        {
            throw idPlace.Fault("is blank");
        }

        dialogue = dialogue.At($"{dialogue.Position} ({id})");
        string[] services = [.. dialogue.Required("services").Items().Select(service => service.Text())];

        // All values must be known before the first text is masked: a number spoken in turn 2 may be identified as personal only in turn 9.
        var personal = new PersonalValues();
        SpokenTurn[] turns = [.. dialogue.Required("turns").Items("turn").Select(turn => TurnReader.Read(turn, personal))];
        return new(id, services, ExchangeAssembly.Assemble(turns, personal));
    }
}
