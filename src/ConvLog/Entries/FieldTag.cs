namespace ConvLog;

/// <summary>
/// Stands in a field's reference slot where the value is a scalar, and says which. One instance per kind and class of privacy, so a scalar costs no allocation.
/// </summary>
internal sealed class FieldTag
{
    private static readonly FieldTag[] s_visible = Make(isPii: false);
    private static readonly FieldTag[] s_pii = Make(isPii: true);

    private FieldTag(FieldKind kind, bool isPii)
    {
        Kind = kind;
        IsPii = isPii;
    }

    public FieldKind Kind { get; }

    public bool IsPii { get; }

    public static FieldTag Of(FieldKind kind, bool isPii = false) => (isPii ? s_pii : s_visible)[(int)kind];

    private static FieldTag[] Make(bool isPii)
    {
        var tags = new FieldTag[(int)FieldKind.Reference];
        for (int i = 0; i < tags.Length; i++)
        {
            tags[i] = new FieldTag((FieldKind)i, isPii);
        }

        return tags;
    }
}
