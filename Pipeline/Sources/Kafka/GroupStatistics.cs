using System.Text;
using System.Text.Json;

namespace RtmPipeline.Sources.Kafka;

/// <summary>Reads what the client tells of itself from time to time.</summary>
internal static class GroupStatistics
{
    /// <summary>True when the client is a member of its group and has its partitions.</summary>
    /// <param name="statistics">A JSON object, as librdkafka documents it: <c>cgrp</c> has <c>state</c> and <c>join_state</c>.</param>
    public static bool IsGroupWell(string statistics)
    {
        try
        {
            Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(statistics));
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("cgrp"u8))
                    return IsWell(ref reader);
                reader.Skip();
            }

            return false;
        }
        catch (JsonException)
        {
            // A version that writes something else tells nothing here; records tell then.
            return false;
        }
    }

    private static bool IsWell(ref Utf8JsonReader reader)
    {
        bool isUp = false;
        bool isSteady = false;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isState = reader.ValueTextEquals("state"u8);
            bool isJoinState = reader.ValueTextEquals("join_state"u8);
            reader.Read();
            if (isState)
                isUp = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("up"u8);
            else if (isJoinState)
                isSteady = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("steady"u8);
            else
                reader.Skip();
        }

        return isUp && isSteady;
    }
}
