using WebConsole.Dialogues;
using WebConsole.Personal;

namespace WebConsole.Import;

/// <summary>Reads one dialogue of the Schema-Guided Dialogue format.</summary>
internal static class DialogueReader
{
    /// <exception cref="MalformedDialogueException">Something is missing, of another kind or out of range.</exception>
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

        // All values have to be known before the first text is masked: a number spoken in turn 2 may be named as personal in turn 9 only.
        var personal = new PersonalValues();
        SpokenTurn[] turns = [.. dialogue.Required("turns").Items("turn").Select(turn => TurnReader.Read(turn, personal))];
        return new(id, services, ExchangeAssembly.Assemble(turns, personal));
    }
}
