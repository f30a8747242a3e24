namespace ConvLog.Sqlite.Schema;

/// <summary>
/// Fingerprints of the shapes that files were made with (<see cref="SchemaShape.Fingerprint"/>). Those of schema 1 are named for the commit that brought them,
/// as its script was edited; from schema 2 on a schema has one.
/// </summary>
internal static class KnownShapes
{
    /// <summary>Conversations: schemas 15 and 16.</summary>
    public const string Data = "1D4AEF2BD094D96883C286867A81B2FD";

    /// <summary>Has scopes in an index, and a row for each turn that is to be indexed: schema 14.</summary>
    public const string DataOf14 = "1BA47AA3891038797B8B53308C9A8F3F";

    /// <summary>Lacks blocks of personal payloads: schema 13.</summary>
    public const string DataOf13 = "63427F60BE67BF436F321BAD0A5D6E16";

    /// <summary>Has more indexes of turns and calls, and a longer one of scopes: schema 12.</summary>
    public const string DataOf12 = "90C2BEC0B033555C3F8242F49E47E98D";

    /// <summary>Lacks counted days: schemas 10 and 11.</summary>
    public const string DataOf10 = "FA0118990DEE9E838C59804195F8B2FB";

    /// <summary>Lacks documents of the team: schemas 8 and 9.</summary>
    public const string DataOf8 = "76F5AF52C64A86DD45BF69E8692CE3EF";

    /// <summary>Lacks one row for each model call: schema 7.</summary>
    public const string DataOf7 = "01833F0D54AE3123928B69FDCC468764";

    /// <summary>Lacks scores and labels: schema 6.</summary>
    public const string DataOf6 = "93675B1207A7C72B9CDAABF0A324797C";

    /// <summary>Lacks model calls: schema 5.</summary>
    public const string DataOf5 = "CE4EB40C1D30343066C06553CB36E36D";

    /// <summary>Lacks columns of filters, such as the variant and the cost: schema 4.</summary>
    public const string DataOf4 = "0B409EFFB17BCD22BE6E0D645EBDC135";

    /// <summary>Lacks problems and interruptions: schema 3.</summary>
    public const string DataOf3 = "89B483E098E522399B7805F2672F6398";

    /// <summary>Lacks the access log's chain and the indexes of visible errors: the last form of schema 1 (7aee597), and schema 2.</summary>
    public const string DataOf2 = "94CF2295BAA5BDD4164571B2B8982CC6";

    /// <summary>Lacks the indexes of frequent errors.</summary>
    public const string DataOf31E7F09 = "E8B8ACF6D60E8E0F0E288D36388FA0AE";

    /// <summary>Lacks accounts as well.</summary>
    public const string DataOf4Fd8568 = "4FEDE06F36255D18EF1E5089DBCC43BC";

    /// <summary>Lacks arrivals as well. The shape of afa02f7 is the same.</summary>
    public const string DataOf99Beb69 = "FF54BAA68B19376E36CB702BA0760E1C";

    /// <summary>Was never on main without the commit after it: lacks an index.</summary>
    public const string DataOf46Da218 = "5C89C9E7AC352340C7DA40ED56F19E2C";

    /// <summary>Does not know whom an opening named.</summary>
    public const string DataOfDdba78F = "867CDC44EA28D1AFF58E7D42019697B4";

    /// <summary>Holds personal data in clear text.</summary>
    public const string DataOf74515E1 = "256D731FD8D46D9E5CBD61CF621BB3EC";

    /// <summary>Keys: schema 3.</summary>
    public const string Keys = "FD04D825C0B3FA7379E1CD84BA96545B";

    /// <summary>Lacks the users of erased conversations: the last form of schema 1 (f2837ac), and schema 2.</summary>
    public const string KeysOf2 = "477EF2500A613B9E92E14E9015DF9290";

    /// <summary>Lacks destroyed keys.</summary>
    public const string KeysOf99Beb69 = "9F1E8AF02F4455DC9F765325609297B7";

    /// <summary>Lacks the ledger.</summary>
    public const string KeysOfDdba78F = "E4B621CA489D11F0A08CD01A8A0CCFA6";
}
