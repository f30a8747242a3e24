namespace ConvLog.Entries;

/// <summary>
/// Occupies a field's reference slot if the value is a scalar, and identifies its type. There is one instance per kind and privacy class, so a scalar needs
/// no allocation.
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

    public static FieldTag Of(FieldKind kind, bool isPii) => (isPii ? s_pii : s_visible)[(int)kind];

    private static FieldTag[] Make(bool isPii)
    {
        var tags = new FieldTag[(int)FieldKind.Reference];
        for (int i = 0; i < tags.Length; i++)
        {
            tags[i] = new FieldTag((FieldKind)i, isPii);
        }

        return tags;
    }

    /// <summary>
    /// The visible tags of the types that have a conversion: the JIT treats static fields as constants, but not the elements of an array (1 ns a field).
    /// </summary>
    internal static class Visible
    {
        public static readonly FieldTag Null = Of(FieldKind.Null, isPii: false);
        public static readonly FieldTag Boolean = Of(FieldKind.Boolean, isPii: false);
        public static readonly FieldTag Int32 = Of(FieldKind.Int32, isPii: false);
        public static readonly FieldTag Int64 = Of(FieldKind.Int64, isPii: false);
        public static readonly FieldTag Single = Of(FieldKind.Single, isPii: false);
        public static readonly FieldTag Double = Of(FieldKind.Double, isPii: false);
        public static readonly FieldTag Decimal = Of(FieldKind.Decimal, isPii: false);
        public static readonly FieldTag Char = Of(FieldKind.Char, isPii: false);
        public static readonly FieldTag DateTime = Of(FieldKind.DateTime, isPii: false);
        public static readonly FieldTag DateTimeOffset = Of(FieldKind.DateTimeOffset, isPii: false);
        public static readonly FieldTag TimeSpan = Of(FieldKind.TimeSpan, isPii: false);
        public static readonly FieldTag Guid = Of(FieldKind.Guid, isPii: false);
    }
}
