using System.Security.Cryptography;
using System.Text;
using ConvLog.Sqlite.Schema;

namespace ConvLog.Sqlite.Tests.Schema;

/// <summary>A script that was on main has made files, and is never edited again: the next change is a script of its own.</summary>
public sealed class MigrationsFrozenTests
{
    private static readonly SortedDictionary<string, string> s_landed = new(StringComparer.Ordinal)
    {
        ["Data.0001-conversations.sql"] = "7842D869C610710223FA2D582FA2591CBBD855207011969AE465A874286559BF",
        ["Data.0002-one-shape.sql"] = "3DFE60048FB09684DC6943A88E0577B1B3A37529250994492256878105855BAD",
        ["Data.0003-access-chain-and-visible-errors.sql"] = "D140B8EC2794414FF9BDC23784C93118E296FA7515C89686DE3C082D5FA743F6",
        ["Data.0004-problems-and-interruptions.sql"] = "512D2590ACF3C183041B76E6507080160B850BFC7D9EE28DCEFECF7C90B627A7",
        ["Data.0005-more-filters.sql"] = "BCC001F2F9FCD039E676FDDEF147A6B60765CEE572A2C102D954FC7441F5D3FA",
        ["Data.0006-model-calls.sql"] = "DF9CF76FA5934ED2569CCB79FAE331FABFE1965D0CC1E6AE63C2A827F3714FFD",
        ["Data.0007-scores.sql"] = "DF068BABF7E55EDDD165BDEF60302BC92B6A54A65BDB0BB04A41399081A78046",
        ["Data.0008-one-row-per-model-call.sql"] = "D7F4EBC93B61A947FE3BF7C46D2643D42FE7D5E0AF5A10962BCF1BAD1674EA2F",
        ["Data.0009-attributes.sql"] = "C936A6189C5137E40585A9C5C72A14C66BB4C44EFBA952B15E5DD41BA3B0DC24",
        ["Data.0010-team-documents.sql"] = "40EB180A2006A9752DEAD8DC5EF1259A1A74D19796B9077CC941622ED4391687",
        ["Data.0011-blocks-of-entries.sql"] = "0A1FCA9CC800F5348CDB95FDC3A5EADF9BFF449836F88E243EE42046C30E1113",
        ["Data.0012-counted-days.sql"] = "190B3DAD4EEF8B76FD37BBCF33A88699C5CF1FA720B23BF13884DC5F2EC2B18D",
        ["Data.0013-fewer-indexes.sql"] = "D1551FA0CA184E0305869AE685290DD1D4F5EA9611A267D6A7210C61F60F27E6",
        ["Data.0014-blocks-of-personal-payloads.sql"] = "00DE8CFDC5CBD2FB1D8D45B836039D80D4828723523A7092314C9E044BB93DDC",
        ["Data.0015-fewer-rows-of-indexes.sql"] = "B2FF22EC060B7E219E51B3B3CD4C4FD9A0B306305053AE45387C8767A59E6AF6",
        ["Data.0016-compressed-blocks.sql"] = "BBAC12B22C98FF126E2974B2CEA68D12DEAD4DAA428B5EBD42535AE5E57B9D65",
        ["Earlier.0002-accounts.sql"] = "DF8753E6C0343F505447BF34A8C9B20E868689A8AC743C1BE6F36719C3778728",
        ["Keys.0001-keys.sql"] = "ACA6C8280B4DE6F01EE5BC19F6147A1B373317C21E8322CE9AC71CA72214ABF9",
        ["Keys.0002-one-shape.sql"] = "B2A36143C7D8EF7243FE577C99BCE6366C7000A7E75B4D9F7341294FF6C06155",
        ["Keys.0003-users-of-erased-conversations.sql"] = "F50412F2CB7797C9FD438FF79828A2996ABC3C382901E876B0620843AFF80DDC",
    };

    [Fact]
    public void Scripts_that_landed_are_as_they_were()
    {
        var scripts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string name in typeof(FileKind).Assembly.GetManifestResourceNames().Where(static name => name.EndsWith(".sql", StringComparison.Ordinal)
            && !name.StartsWith("New.", StringComparison.Ordinal))) // What all of them make together, see MigrationsNewFileTests.
        {
            scripts[name] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(FileKind.Script(name).ReplaceLineEndings("\n"))));
        }

        scripts.Should().Equal(
            s_landed,
            "files were made with the scripts that landed. Undo the change, write the next numbered script (CONTRIBUTING.md, \"Changing a schema\"), and "
                + "record the hash of a new one here");
    }
}
