using System.Text;

namespace RtmPipeline.Tagging.Models;

/// <summary>
/// The content of a model file: name, bits, classes, scales, biases, calibrations, threshold, then the taken slots alone, column by column (distances between
/// slots, marks, norms, the weights of each class), as like stands beside like that way and compresses best.
/// </summary>
internal static class ModelContent
{
    /// <summary>Most bytes of the name of a model or a class.</summary>
    public const int MaxNameBytes = 64;

    /// <summary>Most slots times classes: bounds the tables a reader allocates.</summary>
    public const int MaxWeights = 1 << 24;

    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] Write(LinearModel model)
    {
        FeatureTable table = model.Table;
        if (((long)model.Classes.Length << table.Bits) > MaxWeights)
            throw new ArgumentException($"the model {model.Name} has more than {MaxWeights} weights", nameof(model));
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, s_strictUtf8);
        writer.Write(model.Name);
        writer.Write((byte)table.Bits);
        writer.Write((byte)model.Classes.Length);
        foreach (string label in model.Classes)
            writer.Write(label);
        writer.Write((byte)LanguageVariants.Count);
        WriteAll(writer, model.Scales);
        foreach (float[] biases in model.Biases)
            WriteAll(writer, biases);
        foreach (Calibration calibration in model.Calibrations)
        {
            writer.Write(calibration.Slope);
            WriteAll(writer, calibration.Offsets);
        }
        writer.Write(model.Threshold);
        WriteTable(writer, table);
        writer.Flush();
        return bytes.ToArray();
    }

    /// <exception cref="ModelFileException">Something in it is not what a model holds.</exception>
    public static LinearModel Read(ReadOnlySpan<byte> content)
    {
        var reader = new ModelBytes(content);
        string name = reader.Text("name", MaxNameBytes);
        int bits = reader.Byte("bits");
        int count = reader.Byte("number of classes");
        if (bits is < FeatureTable.MinBits or > FeatureTable.MaxBits || count is < 1 or > LinearModel.MaxClasses || ((long)count << bits) > MaxWeights)
            throw new ModelFileException($"it has {count} classes and {bits} bits, which is not allowed");
        string[] classes = new string[count];
        for (int i = 0; i < count; i++)
            classes[i] = reader.Text("class", MaxNameBytes);
        if (classes.Distinct().Count() < count)
            throw new ModelFileException("it has two classes of one name");
        if (reader.Byte("number of languages") != LanguageVariants.Count)
            throw new ModelFileException($"it does not tell {LanguageVariants.Count} languages apart");
        var model = new LinearModel(name, classes, new FeatureTable(bits, count));
        reader.Numbers("scale", model.Scales);
        foreach (float[] biases in model.Biases)
            reader.Numbers("bias", biases);
        for (int i = 0; i < model.Calibrations.Length; i++)
        {
            float[] offsets = new float[count];
            float slope = reader.Number("slope");
            reader.Numbers("offset", offsets);
            if (slope <= 0)
                throw new ModelFileException($"a slope is {slope}; it must be positive");
            model.Calibrations[i] = new Calibration(slope, offsets);
        }
        model.Threshold = reader.Number("threshold");
        if (model.Threshold is < 0 or > 1)
            throw new ModelFileException($"its threshold is {model.Threshold}; it must lie in [0, 1]");
        ReadTable(ref reader, model.Table);
        return model;
    }

    private static void WriteAll(BinaryWriter writer, float[] numbers)
    {
        foreach (float number in numbers)
            writer.Write(number);
    }

    private static void WriteTable(BinaryWriter writer, FeatureTable table)
    {
        int[] taken = [.. Enumerable.Range(0, table.Marks.Length).Where(slot => table.Marks[slot] != 0)];
        writer.Write7BitEncodedInt(taken.Length);
        int next = 0;
        foreach (int slot in taken)
        {
            writer.Write7BitEncodedInt(slot - next);
            next = slot + 1;
        }
        foreach (int slot in taken)
            writer.Write(table.Marks[slot]);
        foreach (int slot in taken)
            writer.Write(table.Norms[slot]);
        for (int label = 0; label < table.Classes; label++)
        {
            foreach (int slot in taken)
                writer.Write(table.Weights[(slot * table.Classes) + label]);
        }
    }

    private static void ReadTable(ref ModelBytes reader, FeatureTable table)
    {
        int count = reader.Count("number of slots", table.Marks.Length);
        int[] taken = new int[count];
        int next = 0;
        for (int i = 0; i < count; i++)
        {
            taken[i] = next + reader.Count("distance of slots", table.Marks.Length - 1 - next);
            next = taken[i] + 1;
        }
        ReadOnlySpan<byte> marks = reader.Bytes("mark", count);
        ReadOnlySpan<byte> norms = reader.Bytes("norm", count);
        if (marks.Contains((byte)0) || norms.Contains((byte)0))
            throw new ModelFileException("a taken slot has no mark or no norm");
        for (int i = 0; i < count; i++)
        {
            table.Marks[taken[i]] = marks[i];
            table.Norms[taken[i]] = norms[i];
        }
        for (int label = 0; label < table.Classes; label++)
        {
            ReadOnlySpan<byte> weights = reader.Bytes("weight", count);
            for (int i = 0; i < count; i++)
                table.Weights[(taken[i] * table.Classes) + label] = (sbyte)weights[i];
        }
        reader.End();
    }

    /// <summary>Reads on in a content, never past its end.</summary>
    private ref struct ModelBytes(ReadOnlySpan<byte> content)
    {
        private ReadOnlySpan<byte> _left = content;

        public ReadOnlySpan<byte> Bytes(string what, int count)
        {
            if (count > _left.Length)
                throw new ModelFileException($"it ends before a {what}");
            ReadOnlySpan<byte> bytes = _left[..count];
            _left = _left[count..];
            return bytes;
        }

        public byte Byte(string what) => Bytes(what, 1)[0];

        public float Number(string what)
        {
            float number = BitConverter.ToSingle(Bytes(what, sizeof(float)));
            return float.IsFinite(number) ? number : throw new ModelFileException($"a {what} is no number");
        }

        public void Numbers(string what, float[] into)
        {
            for (int i = 0; i < into.Length; i++)
                into[i] = Number(what);
        }

        /// <summary>A whole number from 0 to <paramref name="largest"/>, 7 bits a byte, low ones first.</summary>
        public int Count(string what, int largest)
        {
            long value = 0;
            for (int shift = 0; shift < 35; shift += 7)
            {
                byte part = Byte(what);
                value |= (long)(part & 0x7F) << shift;
                if (part < 0x80)
                    return value <= largest ? (int)value : throw new ModelFileException($"a {what} is {value}; at most {largest} is allowed");
            }
            throw new ModelFileException($"a {what} is longer than 5 bytes");
        }

        public string Text(string what, int maxBytes)
        {
            ReadOnlySpan<byte> bytes = Bytes(what, Count(what, maxBytes));
            if (bytes.IsEmpty)
                throw new ModelFileException($"a {what} is empty");
            try
            {
                return s_strictUtf8.GetString(bytes);
            }
            catch (DecoderFallbackException)
            {
                throw new ModelFileException($"a {what} is not UTF-8 text");
            }
        }

        public readonly void End()
        {
            if (_left.Length > 0)
                throw new ModelFileException($"{_left.Length} bytes stand behind its end");
        }
    }
}
